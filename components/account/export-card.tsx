import { Download } from "lucide-react";
import { Button } from "@/components/ui/button";
import { Card } from "@/components/ui/card";

/** A plain link: the answer is a file. */
export function ExportCard({ address }: { address: string }) {
  return (
    <Card>
      <div className="flex flex-wrap items-center justify-between gap-x-8 gap-y-3 px-5 py-4 sm:px-6">
        <div className="max-w-lg">
          <h2 className="text-base font-semibold">Your data</h2>
          <p className="text-sm text-muted">Everything that is kept about you, as one JSON file: profile, organizations, ways to sign in, keys and apps, mails, what you did, and the calls with your keys. No secrets are in it.</p>
        </div>
        <Button asChild>
          <a href={address} download>
            <Download aria-hidden /> Download
          </a>
        </Button>
      </div>
    </Card>
  );
}
