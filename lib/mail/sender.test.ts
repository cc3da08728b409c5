import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it } from "vitest";
import { clock } from "@/lib/clock";
import { withAudit } from "@/lib/audit/with-audit";
import { db } from "@/lib/db/client";
import { setConfig, config } from "@/lib/env/config";
import { sweepExpired } from "@/lib/housekeeping/sweep";
import { openHouse, type House } from "@/lib/testing/house";
import { startMailServer, type MailServer } from "@/lib/testing/mail-server";
import { waitUntil } from "@/lib/testing/wait-until";
import type { MailMessage } from "./message";
import { openMail, queueMail } from "./queue";
import { MailSender, startMail } from "./sender";
import { openTransport } from "./transport";
import { wakeSender } from "./wake";

const message: MailMessage = {
  subject: "Join Maps",
  heading: "Join Maps",
  paragraphs: ["Ada invites you."],
  action: { label: "Accept", url: "http://localhost:3000/invitation?token=abc&x=1" },
  footnote: "Nothing happens if you ignore it.",
};

let server: MailServer;
let house: House;
const realNow = clock.now;

beforeAll(async () => {
  server = await startMailServer({ refuse: (to) => to.startsWith("nobody@") });
  house = await openHouse({ SMTP_URL: server.url, MAIL_FROM: "Keyhouse <keys@example.com>", EMAIL_VERIFICATION: "off" });
});
afterAll(async () => {
  await house.close();
  await server.stop();
});
beforeEach(() => server.received.splice(0));
afterEach(() => {
  clock.now = realNow;
});

const caller = { requestId: "req_test", ip: undefined, userAgent: undefined };
const queue = (extra: Partial<MailMessage> = {}, to = "ada@example.com") =>
  withAudit(caller, async (tx) => ({ result: await queueMail(tx, { kind: "invitation", to, message: { ...message, ...extra } }), entry: { action: "test.mailed", target: { type: "test", id: "x" } } }));
const rowOf = (id: string) => db().mail.findUniqueOrThrow({ where: { id } });
const arrived = (count = 1) => waitUntil(() => server.received.length >= count);

describe("a queued mail", () => {
  it("leaves once the transaction is committed, as text and as HTML, and what it said is forgotten here", async () => {
    const id = await queue();
    await arrived();
    const [mail] = server.received;
    expect(mail).toMatchObject({ from: "keys@example.com", to: ["ada@example.com"] });
    expect(mail!.headers).toMatchObject({ subject: "Join Maps", to: "ada@example.com", from: "Keyhouse <keys@example.com>", "auto-submitted": "auto-generated", "message-id": `<${id}@localhost>` });
    expect(mail!.text).toContain("Ada invites you.\n\nAccept:\nhttp://localhost:3000/invitation?token=abc&x=1\n");
    expect(mail!.html).toContain('<a href="http://localhost:3000/invitation?token=abc&amp;x=1"');
    await waitUntil(async () => (await rowOf(id)).status === "sent");
    expect(await rowOf(id)).toMatchObject({ ciphertext: null, attempts: 1, lastError: null, nextAttemptAt: null });
  });

  it("never leaves where the transaction fails", async () => {
    const failing = withAudit(caller, async (tx) => {
      await queueMail(tx, { kind: "invitation", to: "ada@example.com", message });
      throw new Error("changed its mind");
    });
    await expect(failing).rejects.toThrow("changed its mind");
    await queue({ subject: "Another" });
    await arrived();
    expect(server.received.map((mail) => mail.headers["subject"])).toEqual(["Another"]);
  });

  it("is sealed while it waits: neither the row nor the log shows its link", async () => {
    const id = await db().$transaction((tx) => queueMail(tx, { kind: "invitation", to: "ada@example.com", message }));
    const row = await rowOf(id);
    expect(JSON.stringify(row)).not.toMatch(/token=abc|invites/);
    expect(openMail({ id, ciphertext: row.ciphertext! })).toEqual(message);
    expect(() => openMail({ id: "mail_other", ciphertext: row.ciphertext! })).toThrow();
    wakeSender();
    await arrived();
  });
});

describe("what people have named things", () => {
  it("stays text: no markup in the HTML, and no header or line of its own", async () => {
    const nasty = 'Maps\r\nBcc: victim@example.com\r\n\r\n<script>alert(1)</script> "\'&';
    await queue({ subject: nasty, heading: nasty, paragraphs: [nasty], action: { label: nasty, url: message.action!.url } });
    await arrived();
    const [mail] = server.received;
    expect(mail!.to).toEqual(["ada@example.com"]);
    expect(Object.keys(mail!.headers)).not.toContain("bcc");
    expect(mail!.headers["subject"]).toBe('Maps Bcc: victim@example.com <script>alert(1)</script> "\'&');
    expect(mail!.html).not.toMatch(/<script|alert\(1\)<\/script>/);
    expect(mail!.html).toContain("&lt;script&gt;alert(1)&lt;/script&gt; &quot;&#39;&amp;");
    expect(mail!.text).not.toMatch(/^Bcc:/m);
  });

  it("cannot add a recipient by the address either", async () => {
    await queue({}, "ada@example.com, victim@example.com");
    await queue({}, "ada@example.com\r\nRCPT TO:<victim@example.com>");
    await queue({ subject: "After" });
    await waitUntil(() => server.received.some((mail) => mail.headers["subject"] === "After"));
    expect(server.received.flatMap((mail) => mail.to)).not.toContain("victim@example.com");
  });
});

describe("a mail server that", () => {
  it("is away loses nothing: mails wait, sign-up goes on, and they leave when it is back", async () => {
    await server.stop();
    const ids = [await queue({ subject: "First" }), await queue({ subject: "Second" })];
    await waitUntil(async () => (await rowOf(ids[0]!)).lastError !== null);
    expect(await rowOf(ids[0]!)).toMatchObject({ status: "waiting", attempts: 1 });
    expect(await rowOf(ids[1]!)).toMatchObject({ status: "waiting" });
    await house.signUp();
    server = { ...(await startMailServer({ port: server.port })) };
    clock.now = () => new Date(Date.now() + 2 * 60_000);
    wakeSender();
    await arrived(2);
    expect(server.received.map((mail) => mail.headers["subject"]).sort()).toEqual(["First", "Second"]);
    await waitUntil(async () => (await rowOf(ids[0]!)).status === "sent");
    expect((await rowOf(ids[0]!)).lastError).toBeNull();
  });

  it("does not know the recipient is not asked again, and the text stays for the outbox", async () => {
    const strict = await startMailServer({ refuse: () => true });
    const sender = new MailSender(openTransport(strict.url, "keys@example.com", "localhost"));
    const id = await db().$transaction((tx) => queueMail(tx, { kind: "invitation", to: "nobody@example.com", message }));
    sender.wake();
    await waitUntil(async () => (await rowOf(id)).status === "failed");
    await sender.close();
    await strict.stop();
    const row = await rowOf(id);
    expect(row.lastError).toContain("No such user here");
    expect(openMail({ id, ciphertext: row.ciphertext! })).toEqual(message);
  });
});

it("of sixteen senders who see a mail waiting exactly one sends it", async () => {
  const senders = Array.from({ length: 16 }, () => new MailSender(openTransport(server.url, "keys@example.com", "localhost")));
  for (let round = 0; round < 5; round++) {
    const id = await db().$transaction((tx) => queueMail(tx, { kind: "invitation", to: "ada@example.com", message }));
    senders.forEach((sender) => sender.wake());
    await waitUntil(async () => (await rowOf(id)).status === "sent");
  }
  await Promise.all(senders.map((sender) => sender.close()));
  expect(server.received).toHaveLength(5);
});

it("ending finishes the mail that is under way and leaves the others waiting", async () => {
  const end = startMail();
  const id = await queue();
  await end();
  expect(["sent", "waiting"]).toContain((await rowOf(id)).status);
  const restart = startMail();
  await arrived();
  await restart();
});

it("mails are deleted after MAIL_RETENTION_DAYS", async () => {
  const id = await db().$transaction((tx) => queueMail(tx, { kind: "invitation", to: "ada@example.com", message }));
  clock.now = () => new Date(Date.now() + (config().mail.retentionDays + 1) * 86_400_000);
  await sweepExpired();
  expect(await db().mail.findUnique({ where: { id } })).toBeNull();
});

it("without SMTP_URL what still waits is kept for the outbox", async () => {
  const id = await db().$transaction((tx) => queueMail(tx, { kind: "invitation", to: "ada@example.com", message }));
  const full = config();
  setConfig({ ...full, mail: { verification: "off", retentionDays: 14 } });
  await startMail()();
  setConfig(full);
  expect(await rowOf(id)).toMatchObject({ status: "kept", nextAttemptAt: null });
});
