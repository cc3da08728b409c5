import { createTransport } from "nodemailer";
import type { RenderedMail } from "./render";

/** How long a mail server may take to answer, step by step. Together they stay under the time after which another instance would try. */
const timeouts = { dnsTimeout: 5_000, connectionTimeout: 10_000, greetingTimeout: 10_000, socketTimeout: 20_000 };

export type OutgoingMail = RenderedMail & { id: string; to: string };

export type MailTransport = {
  /** Resolves when the server has taken the mail. */
  send(mail: OutgoingMail): Promise<void>;
  close(): void;
};

/** A connection for each mail: they are few, and a server that was away is asked anew. */
export function openTransport(smtpUrl: string, from: string, host: string): MailTransport {
  const transport = createTransport({ url: smtpUrl, ...timeouts, disableFileAccess: true, disableUrlAccess: true });
  return {
    async send({ id, to, subject, text, html }) {
      await transport.sendMail({
        from,
        // as an object: a text would be read as a list of addresses
        to: { name: "", address: to },
        subject,
        text,
        html,
        // the same at each try, so that a mail which arrives twice is known to be one
        messageId: `<${id}@${host}>`,
        // RFC 3834, section 5: nobody's holiday answers it
        headers: { "Auto-Submitted": "auto-generated" },
      });
    },
    close: () => transport.close(),
  };
}

type SmtpError = Error & { code?: string; responseCode?: number };

/** Did the server refuse this very mail for good? Anything else, wrong credentials included, may be better later. */
export function isRefusedForGood(error: unknown): boolean {
  const { code, responseCode = 0 } = error as SmtpError;
  return (code === "EENVELOPE" || code === "EMESSAGE") && responseCode >= 500 && responseCode < 600;
}

/** Did it not come to this mail at all, so that the others need not be tried now? */
export function isServerAway(error: unknown): boolean {
  const { code } = error as SmtpError;
  return code !== "EENVELOPE" && code !== "EMESSAGE";
}
