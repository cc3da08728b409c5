import Link from "next/link";
import { Masked } from "@/components/ui/key-tag";
import { RelativeTime } from "@/components/ui/time";
import { paths } from "@/lib/paths";

type EndedKey = { id: string; name: string; hint: string; ended: { at: string; text: string } };

/** Keys that were revoked, each with the way to what was called with it. */
export function EndedKeyList({ keys }: { keys: readonly EndedKey[] }) {
  return (
    <ul className="mt-4 divide-y divide-line border-t border-line">
      {keys.map(({ id, name, hint, ended }) => (
        <li key={id} className="relative px-5 py-3.5 text-sm hover:bg-sunken/60 sm:px-6">
          <p className="flex flex-wrap items-baseline justify-between gap-x-4">
            <Link href={paths.apiKey(id)} className="min-w-0 truncate font-medium after:absolute after:inset-0">
              {name}
            </Link>
            <RelativeTime value={ended.at} className="text-[0.8125rem] text-faint" />
          </p>
          <p className="flex flex-wrap gap-x-3 text-muted">
            <code className="text-xs text-faint">
              <Masked hint={hint} dots={6} />
            </code>
            {ended.text}
          </p>
        </li>
      ))}
    </ul>
  );
}
