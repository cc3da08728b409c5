import type { ReactNode } from "react";
import { KeyTag } from "@/components/ui/key-tag";

/** The way from here to the first call, as it is on the pages themselves. */
export function Steps({ keyPrefix, host }: { keyPrefix: string; host: string }) {
  return (
    <section aria-labelledby="steps" className="border-y border-line bg-surface">
      <div className="mx-auto max-w-6xl px-4 py-16 sm:px-8 sm:py-20">
        <h2 id="steps" className="text-2xl font-semibold tracking-tight sm:text-3xl">
          Two minutes, three steps
        </h2>
        <ol className="mt-10 grid gap-10 lg:grid-cols-3 lg:gap-12">
          <Step number={1} title="Create an account" text="An email address and a password. Nothing to install, nobody to ask.">
            <Picture>
              <span className="text-xs font-medium text-muted">Email</span>
              <span className="mt-1 block rounded-md border border-line-strong/60 bg-surface px-3 py-1.5 text-sm dark:bg-sunken">ada@example.com</span>
              <span className="mt-3 block rounded-md bg-action py-1.5 text-center text-sm font-medium text-on-action">Create account</span>
            </Picture>
          </Step>
          <Step number={2} title="Take your token" text="One press on the dashboard. The snippets are filled in with it, ready to copy.">
            <Picture>
              <KeyTag label="API token" value={`${keyPrefix}_live_x7Qe…9fKa`} />
            </Picture>
          </Step>
          <Step number={3} title="Call the API" text="Paste the line into a terminal. The dashboard tells you when your call arrives.">
            <Picture>
              <span className="block truncate rounded-md bg-code px-3 py-2 font-mono text-xs text-code-ink">$ curl {host}/api/…</span>
              <span className="mt-2.5 flex items-center gap-2 text-sm">
                <span className="rounded-sm border border-good-line bg-good-soft px-1.5 font-mono text-xs font-semibold text-good">200</span>
                Your first call arrived just now
              </span>
            </Picture>
          </Step>
        </ol>
      </div>
    </section>
  );
}

function Step({ number, title, text, children }: { number: number; title: string; text: string; children: ReactNode }) {
  return (
    <li className="grid content-start gap-5">
      {children}
      <div className="grid gap-1.5">
        <h3 className="flex items-baseline gap-2.5 text-lg font-semibold tracking-tight">
          <span aria-hidden className="font-mono text-sm font-medium text-brass">
            {number}
          </span>
          {title}
        </h3>
        <p className="text-muted">{text}</p>
      </div>
    </li>
  );
}

function Picture({ children }: { children: ReactNode }) {
  return (
    <div aria-hidden className="grid h-40 content-center rounded-xl border border-line bg-ground px-6">
      <div className="min-w-0">{children}</div>
    </div>
  );
}
