import Link from "next/link";
import { paths } from "@/lib/paths";

const steps = [
  ["It is stopped", "A key is paused, a session or connection is ended. From its next request on it opens nothing."],
  ["Its owner is told", "They read where it was found, and rotate it, or resume it if it is no secret at all."],
  ["You stay unknown", "Neither what you paste nor your address is written down. The answer is the same for every report."],
] as const;

export function WhatHappens() {
  return (
    <aside aria-labelledby="what-happens" className="grid content-start gap-4 self-start rounded-xl border border-line bg-surface p-6 shadow-low">
      <h2 id="what-happens" className="text-base font-semibold">
        What happens then
      </h2>
      <ol className="grid gap-4">
        {steps.map(([title, text]) => (
          <li key={title}>
            <h3 className="text-sm font-medium">{title}</h3>
            <p className="text-sm text-muted">{text}</p>
          </li>
        ))}
      </ol>
      <p className="border-t border-line pt-4 text-sm text-muted">
        You run a scanner?{" "}
        <Link href={paths.docsLeaks} className="link">
          Rules for gitleaks and GitHub, and the call for reports
        </Link>
      </p>
    </aside>
  );
}
