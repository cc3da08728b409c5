import { ExternalLink } from "lucide-react";
import { QrCode } from "@/components/second-factor/qr-code";
import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { paths } from "@/lib/paths";
import { WaitingForm } from "./waiting-form";

type SignInStepsProps = { bot: string; link: string; number: string; problem: string | undefined };

/** The link to the bot, the number to press there, and the way on: by itself, or by the button where there is no JavaScript. */
export function SignInSteps({ bot, link, number, problem }: SignInStepsProps) {
  return (
    <>
      {problem ? <Notice tone="bad">{problem}</Notice> : null}
      <ol className="grid list-decimal gap-5 pl-5 text-sm marker:text-faint">
        <li>
          <p>
            Open <span className="font-medium break-words">@{bot}</span> in Telegram and press Start.
          </p>
          <div className="mt-3 grid gap-3">
            <Button asChild variant="primary" size="lg">
              <a href={link} target="_blank" rel="noreferrer">
                Open Telegram
                <ExternalLink aria-hidden />
              </a>
            </Button>
            <div className="hidden justify-items-center gap-2 sm:grid">
              <p className="text-[0.8125rem] text-muted">Telegram is on your phone? Scan this:</p>
              <QrCode text={link} label="QR code of the link to the bot" />
            </div>
          </div>
        </li>
        <li>
          <p>The bot shows three numbers. Press this one:</p>
          <p className="mt-1 text-center font-mono text-4xl leading-14 font-semibold tracking-widest">{number}</p>
        </li>
      </ol>
      <WaitingForm stateUrl={paths.telegramLoginState} action={paths.telegramLoginFinish} />
    </>
  );
}

/** Nothing to wait for any more. */
export function SignInOver({ refused, next }: { refused: boolean; next: string | undefined }) {
  return (
    <>
      <Notice tone="warn" title={refused ? "Refused in Telegram" : "This sign-in is over"}>
        {refused ? "Another number was pressed, or “No”. Nobody was signed in." : "A link to the bot is good for five minutes, and once."}
      </Notice>
      <form action={paths.telegramLoginBegin} method="post" className="grid">
        {next ? <input type="hidden" name="next" value={next} /> : null}
        <Button type="submit" variant="primary" size="lg">
          Begin again
        </Button>
      </form>
    </>
  );
}
