import { config } from "@/lib/env/config";
import { oneLine, type MailMessage } from "./message";

/** Where no mail leaves the house, whoever runs it can still open the link: one line on standard output. It is no log: logs never hold a link. `LOG_LEVEL=error` silences it too; the outbox has it anyhow. */
export function printLink(to: string, { subject, action }: MailMessage): void {
  if (action && config().logLevel !== "error") process.stdout.write(`Mail to ${oneLine(to)}: ${oneLine(subject)}: ${action.url}\n`);
}
