import { config } from "@/lib/env/config";
import { oneLine, type MailMessage } from "./message";

/** Without a mail server the operator can still open the link: one line on standard output. It is not a log line, for logs never hold a link. `LOG_LEVEL=error` turns it off; the outbox has the link in any case. */
export function printLink(to: string, { subject, action }: MailMessage): void {
  if (action && config().logLevel !== "error") process.stdout.write(`Mail to ${oneLine(to)}: ${oneLine(subject)}: ${action.url}\n`);
}
