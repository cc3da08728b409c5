/** The name of a scope: monospaced, never broken apart from its colon. */
export function ScopeChip({ name }: { name: string }) {
  return <code className="rounded-sm border border-line bg-sunken px-1.5 py-px text-xs whitespace-nowrap text-muted">{name}</code>;
}
