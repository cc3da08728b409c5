import { ArrowRight } from "lucide-react";
import { Button } from "@/components/ui/button";
import { RelativeTime } from "@/components/ui/time";

/** Waits in the open for the first call with the token, and says when it came. */
export function FirstCall({ at, onDone }: { at: string | undefined; onDone: () => void }) {
  return (
    <div aria-live="polite" className="grid gap-3 text-sm">
      {at ? (
        <>
          <p>
            Your first call arrived <RelativeTime value={at} className="font-medium" />. That is all there is to it.
          </p>
          <div>
            <Button onClick={onDone}>
              Next: a key for each program <ArrowRight aria-hidden />
            </Button>
          </div>
        </>
      ) : (
        <p className="flex items-center gap-2.5 text-muted">
          <span aria-hidden className="relative grid size-2.5 place-items-center">
            <span className="absolute size-2.5 animate-ping rounded-full bg-brass-solid/60" />
            <span className="size-2 rounded-full bg-brass-solid" />
          </span>
          Waiting for your first call. This page notices by itself.
        </p>
      )}
    </div>
  );
}
