import { ArrowRight } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import { paths } from "@/lib/paths";

export type NextStep = { href: string; title: string; why: string };

/** What do I do next? At most three steps, the most useful first. */
export function NextCard({ steps }: { steps: NextStep[] }) {
  return (
    <Card title="What to do next">
      <ul className="grid gap-px pt-2 pb-2.5">
        {steps.map((step) => (
          <li key={step.href} className="relative flex items-center gap-4 px-5 py-2.5 hover:bg-sunken/60 sm:px-6">
            <div className="min-w-0 flex-1">
              <Link href={step.href} className="text-sm font-medium after:absolute after:inset-0">
                {step.title}
              </Link>
              <p className="text-[0.8125rem] leading-5 text-faint">{step.why}</p>
            </div>
            <ArrowRight aria-hidden className="size-4 shrink-0 text-brass" />
          </li>
        ))}
      </ul>
    </Card>
  );
}

type Situation = { findingCount: number; keyCount: number; hasTokenInUse: boolean; mayMakeKeys: boolean };

export function nextSteps({ findingCount, keyCount, hasTokenInUse, mayMakeKeys }: Situation): NextStep[] {
  const repair = { href: paths.safety, title: findingCount === 1 ? "Look at 1 finding" : `Look at ${findingCount} findings`, why: "Each with the press that repairs it." };
  const firstKey = { href: paths.newApiKey, title: "Create a key for a program", why: "Each program its own key: then one can go without the others." };
  const anotherKey = { href: paths.newApiKey, title: "Create another key", why: "With the scopes it needs, and an end." };
  const reference = { href: paths.reference, title: "Read the API reference", why: "Every call, with a curl line for this host." };
  const audit = { href: paths.auditLog, title: "Look through the audit log", why: "Every sign-in and every change, with where it came from." };
  const found = findingCount > 0 ? [repair] : [];
  if (!mayMakeKeys) return [...found, reference, audit];
  return [...found, keyCount === 0 ? firstKey : anotherKey, hasTokenInUse ? audit : reference, hasTokenInUse ? reference : audit].slice(0, 3);
}
