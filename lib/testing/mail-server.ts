import { once } from "node:events";
import type { AddressInfo } from "node:net";
import { SMTPServer } from "smtp-server";

export type ReceivedMail = { from: string; to: string[]; headers: Record<string, string>; text: string; html: string; raw: string };

export type MailServer = {
  url: string;
  received: ReceivedMail[];
  /** Goes away; `start` with its port brings it back. */
  stop(): Promise<void>;
  port: number;
};

/** A real mail server on loopback. `refuse` answers recipients with 550, as a server does that does not know them. */
export async function startMailServer({ port = 0, refuse = () => false }: { port?: number; refuse?: (to: string) => boolean } = {}): Promise<MailServer> {
  const received: ReceivedMail[] = [];
  const server = new SMTPServer({
    authOptional: true,
    disabledCommands: ["STARTTLS"],
    onRcptTo({ address }, _session, done) {
      if (refuse(address)) done(Object.assign(new Error("No such user here"), { responseCode: 550 }));
      else done();
    },
    onData(stream, session, done) {
      const chunks: Buffer[] = [];
      stream.on("data", (chunk: Buffer) => chunks.push(chunk));
      stream.on("end", () => {
        const { mailFrom, rcptTo } = session.envelope;
        received.push({ from: mailFrom ? mailFrom.address : "", to: rcptTo.map(({ address }) => address), ...readMail(Buffer.concat(chunks).toString("utf8")) });
        done();
      });
    },
  });
  server.on("error", () => undefined);
  const listener = server.listen(port, "127.0.0.1");
  if (!listener.listening) await once(listener, "listening");
  const bound = (listener.address() as AddressInfo).port;
  return { url: `smtp://127.0.0.1:${bound}`, received, port: bound, stop: () => new Promise((resolve) => server.close(() => resolve())) };
}

/** As a mail program reads it: headers, and the two forms of the body. */
function readMail(raw: string): Pick<ReceivedMail, "headers" | "text" | "html" | "raw"> {
  const { headers, body } = split(raw);
  const boundary = /boundary="?([^";]+)"?/.exec(headers["content-type"] ?? "")?.[1];
  const parts = boundary ? body.split(`--${boundary}`).slice(1, -1).map((part) => split(part.replace(/^\r\n/, ""))) : [{ headers, body }];
  const find = (type: string) => {
    const part = parts.find(({ headers: own }) => own["content-type"]?.startsWith(type));
    return part ? decode(part.body, part.headers["content-transfer-encoding"]) : "";
  };
  return { headers, raw, text: find("text/plain"), html: find("text/html") };
}

function split(text: string): { headers: Record<string, string>; body: string } {
  const end = text.indexOf("\r\n\r\n");
  const lines = text.slice(0, end).replace(/\r\n[ \t]+/g, " ").split("\r\n");
  const headers = Object.fromEntries(lines.map((line) => [line.slice(0, line.indexOf(":")).toLowerCase(), decodeWords(line.slice(line.indexOf(":") + 1).trim())]));
  return { headers, body: text.slice(end + 4) };
}

function decode(body: string, encoding = "7bit"): string {
  if (encoding === "base64") return Buffer.from(body, "base64").toString("utf8");
  if (encoding !== "quoted-printable") return body.replaceAll("\r\n", "\n");
  return quoted(body.replace(/=\r\n/g, "")).replaceAll("\r\n", "\n");
}

const quoted = (text: string): string => Buffer.from(text.replace(/=([0-9A-F]{2})/gi, (_, hex: string) => String.fromCharCode(Number.parseInt(hex, 16))), "latin1").toString("utf8");

/** RFC 2047. */
function decodeWords(value: string): string {
  return value.replace(/\?=\s+=\?/g, "?==?").replace(/=\?utf-8\?([bq])\?([^?]*)\?=/gi, (_, kind: string, word: string) =>
    kind.toLowerCase() === "b" ? Buffer.from(word, "base64").toString("utf8") : quoted(word.replaceAll("_", " ")),
  );
}
