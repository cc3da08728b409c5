import { clock } from "@/lib/clock";
import { db } from "@/lib/db/client";
import type { Mail } from "@/lib/db/generated/client";
import { config } from "@/lib/env/config";
import { log, redact } from "@/lib/log";
import { oneLine } from "./message";
import { openMail } from "./queue";
import { renderMail } from "./render";
import { isRefusedForGood, isServerAway, openTransport, type MailTransport } from "./transport";
import { mailWaker } from "./wake";

const minute = 60_000;
/** Pauses after each failed attempt; the last one repeats. Also the time after which a mail is retried whose sender died. */
const pauses = [minute, 5 * minute, 15 * minute, 60 * minute];
/** A mail that could not be sent for this long is given up. */
const giveUpAfter = 3 * 24 * 60 * minute;
/** How often to look without being woken: another instance may have left something behind. */
const patrol = 30_000;
/** The longest pause between attempts while the mail server is away. */
const longestSilence = 5 * minute;

/** Sends what waits, one mail after the other. Over several instances each try of a mail has exactly one sender. */
export class MailSender {
  private running: Promise<void> | undefined;
  private timer: NodeJS.Timeout | undefined;
  private wokenAgain = false;
  private closed = false;
  private serverAway = { times: 0, until: 0 };

  constructor(private readonly transport: MailTransport) {}

  /** Looks for mails now; at most one round runs at a time. */
  wake(): void {
    if (this.closed) return;
    if (this.running) {
      this.wokenAgain = true;
      return;
    }
    clearTimeout(this.timer);
    this.running = this.round().finally(() => {
      this.running = undefined;
      if (this.closed) return;
      const wait = this.wokenAgain ? 0 : patrol;
      this.wokenAgain = false;
      this.timer = setTimeout(() => this.wake(), wait);
      this.timer.unref();
    });
  }

  /** Finishes the mail that is under way; the others wait for the next start. */
  async close(): Promise<void> {
    this.closed = true;
    clearTimeout(this.timer);
    await this.running;
    this.transport.close();
  }

  private async round(): Promise<void> {
    try {
      while (!this.closed && this.serverAway.until <= clock.now().getTime()) {
        const mail = await db().mail.findFirst({ where: { status: "waiting", nextAttemptAt: { lte: clock.now() } }, orderBy: { nextAttemptAt: "asc" } });
        if (!mail) return;
        if (await claim(mail)) await this.deliver(mail);
      }
    } catch (error) {
      log.warn("The mail queue could not be read; tried again soon", { error });
    }
  }

  private async deliver(mail: Mail): Promise<void> {
    try {
      const { brandName, publicUrl } = config();
      await this.transport.send({ id: mail.id, to: mail.toAddress, ...renderMail(openMail({ id: mail.id, ciphertext: mail.ciphertext! }), { name: brandName, url: publicUrl }) });
      this.serverAway = { times: 0, until: 0 };
      await db().mail.updateMany({ where: { id: mail.id, status: "waiting" }, data: { status: "sent", sentAt: clock.now(), ciphertext: null, lastError: null, nextAttemptAt: null } });
    } catch (error) {
      await this.failed(mail, error);
    }
  }

  private async failed(mail: Mail, error: unknown): Promise<void> {
    const isAway = isServerAway(error);
    if (isAway) {
      const silence = Math.min(10_000 * 2 ** this.serverAway.times, longestSilence);
      this.serverAway = { times: this.serverAway.times + 1, until: clock.now().getTime() + silence };
    }
    const givesUp = isRefusedForGood(error) || clock.now().getTime() - mail.createdAt.getTime() > giveUpAfter;
    const lastError = redact(oneLine(error instanceof Error ? error.message : String(error))).slice(0, 500);
    log.warn(givesUp ? "A mail could not be sent and is given up" : "A mail could not be sent; it is tried again", { mailId: mail.id, attempts: mail.attempts + 1, error: lastError });
    await db().mail.updateMany({ where: { id: mail.id, status: "waiting" }, data: { lastError, ...(givesUp && { status: "failed", nextAttemptAt: null }) } });
  }
}

/** One guarded update: of all who saw the mail waiting exactly one may try it. Until the next pause is over nobody else does. */
async function claim(mail: Mail): Promise<boolean> {
  const pause = pauses[Math.min(mail.attempts, pauses.length - 1)]!;
  const { count } = await db().mail.updateMany({
    where: { id: mail.id, status: "waiting", attempts: mail.attempts },
    data: { attempts: mail.attempts + 1, nextAttemptAt: new Date(clock.now().getTime() + pause) },
  });
  return count === 1;
}

/**
 * Begins to send, where there is a mail server to send by; returns a function that stops it. Without one, what an earlier setting has left
 * waiting is kept for the outbox.
 */
export function startMail(): () => Promise<void> {
  const { smtpUrl, from } = config().mail;
  if (smtpUrl === undefined) {
    const keep = db().mail.updateMany({ where: { status: "waiting" }, data: { status: "kept", nextAttemptAt: null } }).then(
      () => undefined,
      (error: unknown) => log.warn("Mails that wait for a server could not be moved to the outbox", { error }),
    );
    return () => keep;
  }
  const sender = new MailSender(openTransport(smtpUrl, from!, new URL(config().publicUrl).hostname));
  mailWaker.set(() => sender.wake());
  sender.wake();
  return async () => {
    mailWaker.clear();
    await sender.close();
  };
}
