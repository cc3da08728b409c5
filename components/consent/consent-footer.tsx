import { RelativeTime } from "@/components/ui/time";
import type { ConsentRequestView } from "@/lib/contract/consent";
import { ClientLinks } from "./client-links";

/** What holds for every consent: it can be taken back, and the question does not stay open. */
export function ConsentFooter({ client, what, expiresAt }: { client: ConsentRequestView["client"]; what: "question" | "code"; expiresAt: string }) {
  return (
    <>
      <p>You can narrow or end this at any time under Connected apps.</p>
      <ClientLinks client={client} />
      <p className="text-[0.8125rem] text-faint">
        This {what} expires <RelativeTime value={expiresAt} />.
      </p>
    </>
  );
}
