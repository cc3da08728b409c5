import { CircleCheck, TriangleAlert } from "lucide-react";
import Link from "next/link";
import { Card } from "@/components/ui/card";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import { paths } from "@/lib/paths";
import { checkSafety, type SafetyCheck } from "./check-safety";

/** Is it safe? One line a question, each with the way to the key that it is about. */
export function SafetyCard({ keys }: { keys: ApiKeyView[] }) {
  const checks = checkSafety(keys);
  return (
    <Card title="Is it safe?">
      <ul className="grid gap-2.5 px-5 pt-3.5 pb-5 text-sm sm:px-6">
        {checks.map((check) => (
          <li key={check.id} className="flex gap-2.5">
            {check.isGood ? <CircleCheck aria-hidden className="mt-0.5 size-4.5 shrink-0 text-good" /> : <TriangleAlert aria-hidden className="mt-0.5 size-4.5 shrink-0 text-brass" />}
            <CheckText check={check} />
          </li>
        ))}
      </ul>
    </Card>
  );
}

function CheckText({ check }: { check: SafetyCheck }) {
  if (check.isGood) return <span className="text-muted">{check.text}</span>;
  const [only] = check.keys;
  return (
    <Link href={check.keys.length === 1 && only ? paths.apiKey(only.id) : paths.apiKeys} className="link">
      {check.text}
    </Link>
  );
}
