import { Button } from "@/components/ui/button";
import { paths } from "@/lib/paths";
import { brandMarks } from "./brand-marks";

const Mark = brandMarks.telegram;

/** A plain form post: the page that follows shows the link to the bot. */
export function TelegramButton({ next, isConfirming = false }: { next: string | undefined; isConfirming?: boolean }) {
  return (
    <form action={paths.telegramLoginBegin} method="post">
      {next ? <input type="hidden" name="next" value={next} /> : null}
      <Button type="submit" size="lg" className="w-full">
        <Mark className="size-5" />
        {isConfirming ? "Confirm" : "Continue"} with Telegram
      </Button>
    </form>
  );
}
