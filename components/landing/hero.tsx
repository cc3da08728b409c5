import Link from "next/link";
import { Button } from "@/components/ui/button";
import { CodeText } from "@/components/ui/code-block";
import { CopyButton } from "@/components/ui/copy-button";
import { paths } from "@/lib/paths";
import { ExampleKeys } from "./example-keys";

type HeroProps = { brandName: string; host: string; keyPrefix: string; isSignedIn: boolean };

export function Hero({ brandName, host, keyPrefix, isSignedIn }: HeroProps) {
  return (
    <section className="mx-auto grid max-w-6xl items-center gap-x-16 overflow-x-clip gap-y-12 px-4 pt-14 pb-20 sm:px-8 sm:pt-20 lg:grid-cols-[minmax(0,9fr)_minmax(0,10fr)] lg:pt-24 lg:pb-28">
      <div className="grid gap-6">
        <h1 className="text-[2.75rem] leading-[1.06] font-semibold tracking-[-0.035em] sm:text-[3.75rem]">
          <span className="block">Sign up.</span> <span className="block">Take your key.</span> <span className="block">Call the API.</span>
        </h1>
        <p className="max-w-lg text-lg leading-8 text-muted">
          {brandName} is the house where this API keeps its keys. Get a token in a minute, give each program a key of its own, see where every one was last used, and take any of them back with one click.
        </p>
        <div className="flex flex-wrap gap-3">
          <Button asChild variant="primary" size="lg">
            <Link href={isSignedIn ? paths.dashboard : paths.register}>{isSignedIn ? "Go to your dashboard" : "Create your account"}</Link>
          </Button>
          <Button asChild size="lg">
            <Link href={paths.docs}>Read the docs</Link>
          </Button>
        </div>
      </div>
      <HeroPicture host={host} keyPrefix={keyPrefix} />
    </section>
  );
}

/** What a reader will have in two minutes: a key in the list, and an answer to the first call. */
function HeroPicture({ host, keyPrefix }: { host: string; keyPrefix: string }) {
  const call = `curl ${host}/api/v1/users/me \\\n  -H "Authorization: Bearer ${keyPrefix}_live_…"`;
  return (
    <div className="relative min-w-0">
      <div aria-hidden className="absolute -inset-24 -z-10 bg-[radial-gradient(closest-side,var(--brass-soft),transparent)]" />
      <ExampleKeys keyPrefix={keyPrefix} />
      <figure aria-label="The first call and its answer" className="relative -mt-6 ml-4 overflow-hidden rounded-lg border border-code-line bg-code text-code-ink shadow-high sm:ml-12">
        <figcaption className="flex min-h-10 items-center justify-between border-b border-code-line pr-1.5 pl-4 text-xs text-code-faint">
          Your first call
          <CopyButton value={call} what="curl line" variant="on-code" />
        </figcaption>
        <CodeText code={call} language="bash" label="curl line" />
        <CodeText code={answer} language="json" label="Answer" className="border-t border-code-line" />
      </figure>
    </div>
  );
}

const answer = `{
  "username": "ada",
  "email": "ada@example.com",
  "role": "developer",
  "groups": ["maps"]
}`;
