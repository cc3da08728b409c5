import { KeyStatus } from "@/components/api-keys/key-status";
import { Masked } from "@/components/ui/key-tag";
import { ScopeChip } from "@/components/ui/scope-chip";

/** A few keys as the portal lists them, with invented names. */
export function ExampleKeys({ keyPrefix }: { keyPrefix: string }) {
  return (
    <figure aria-label="Example: a list of API keys with their state and last use" className="overflow-hidden rounded-xl border border-line bg-surface shadow-high dark:bg-raised">
      <figcaption className="flex items-center justify-between border-b border-line px-5 py-3 text-sm font-medium">
        API Keys <span className="text-xs font-normal text-faint">3 keys</span>
      </figcaption>
      <ul className="divide-y divide-line">
        {examples.map((example) => (
          <li key={example.name} className="flex items-center gap-4 px-5 py-3 last:pb-9">
            <div className="min-w-0 flex-1">
              <p className="truncate text-sm font-medium">{example.name}</p>
              <code className="block truncate text-xs text-faint">
                <Masked hint={`${keyPrefix}_${example.hint}`} dots={4} />
              </code>
            </div>
            <span className="max-sm:hidden">
              <ScopeChip name={example.scope} />
            </span>
            <span className="w-24 text-right text-xs text-faint max-sm:hidden">{example.used}</span>
            <KeyStatus status={example.status} />
          </li>
        ))}
      </ul>
    </figure>
  );
}

const examples = [
  { name: "Production server", hint: "live_x7Qe...9fKa", scope: "agents:write", used: "2 minutes ago", status: "active" },
  { name: "Nightly tests", hint: "test_Lm03...tR8w", scope: "agents:read", used: "5 hours ago", status: "active" },
  { name: "Old laptop", hint: "live_bB41...Zq7c", scope: "models:read", used: "last month", status: "paused" },
] as const;
