import { CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import type { SafetySummary } from "@/lib/contract/safety";
import { paths } from "@/lib/paths";
import { checkSafety } from "./check-safety";

/** Is it safe? One line a question, each with the way to what it is about. */
export function SafetyCard({ summary, keys }: { summary: SafetySummary; keys: ApiKeyView[] }) {
  return (
    <Card
      title="Is it safe?"
      actions={
        <Link href={paths.safety} className="link text-sm">
          Safety
        </Link>
      }
    >
      <ul className="grid gap-2.5 px-5 pt-3.5 pb-5 text-sm sm:px-6">
        {checkSafety(summary, keys).map(({ id, isGood, text, href }) => (
          <li key={id} className="flex gap-2.5">
            {isGood ? <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-good" /> : <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-brass" />}
            {href ? (
              <Link href={href} className="link">
                {text}
              </Link>
            ) : (
              <span className="text-muted">{text}</span>
            )}
          </li>
        ))}
      </ul>
    </Card>
  );
}
