import { Button } from "@/components/ui/button";
import { Notice } from "@/components/ui/notice";
import { RelativeTime } from "@/components/ui/time";
import type { LeakMark } from "@/lib/contract/credential-marks";

type Answer = { isBusy: boolean; run: () => void };
export type LeakAnswers = { replace: Answer & { label: string }; resume: Answer };

/** A report, and what its owner may answer. What a stranger has written is text here, never a link. */
export function LeakNotice({ what, leak, answers }: { what: "key" | "token"; leak: LeakMark; answers: LeakAnswers | undefined }) {
  const isBusy = answers?.replace.isBusy || answers?.resume.isBusy;
  return (
    <Notice
      tone="bad"
      title={`Somebody reported this ${what} as leaked, so it is paused`}
      actions={
        answers ? (
          <>
            <Button size="sm" variant="primary" busy={answers.replace.isBusy} disabled={isBusy ?? false} onClick={answers.replace.run}>
              {answers.replace.label}
            </Button>
            <Button size="sm" busy={answers.resume.isBusy} disabled={isBusy ?? false} onClick={answers.resume.run}>
              It was not leaked: resume
            </Button>
          </>
        ) : null
      }
    >
      <p>
        Reported <RelativeTime value={leak.reported_at} />, by somebody who held it. Every call with it is refused. With a new secret it works again, and the reported one never does. Resume it only if what was found is no secret: whoever has it can use it then.
      </p>
      {leak.url || leak.note ? (
        <dl className="mt-2 grid gap-1.5">
          {leak.url ? <Told label="Found at" text={leak.url} /> : null}
          {leak.note ? <Told label="They wrote" text={leak.note} /> : null}
        </dl>
      ) : null}
    </Notice>
  );
}

function Told({ label, text }: { label: string; text: string }) {
  return (
    <div>
      <dt className="text-xs">{label}</dt>
      <dd className="whitespace-pre-line wrap-anywhere text-ink">{text}</dd>
    </div>
  );
}

export function SeenInUrl({ what, at, remedy }: { what: "key" | "token"; at: string; remedy: string }) {
  return (
    <Notice tone="warn" title={`This ${what} appeared in a URL`}>
      A request came with it in its address <RelativeTime value={at} />, and was refused. Browsers, proxies and logs keep addresses, so others may have read it. {remedy}, and send it in a header.
    </Notice>
  );
}
