import { Network } from "lucide-react";
import Link from "next/link";
import { Badge } from "@/components/ui/badge";
import { CopyButton } from "@/components/ui/copy-button";
import type { ProtectedApiView } from "@/lib/contract/protected-apis";
import { paths } from "@/lib/paths";
import { ApiHealth, ApiStatus } from "../api-health";

/** Each API: where callers find it, where its requests go, and how that goes. */
export function ApiList({ apis }: { apis: ProtectedApiView[] }) {
  return (
    <ul className="divide-y divide-line">
      {apis.map((api) => (
        <li key={api.id} className="relative flex items-center gap-3.5 px-5 py-4 hover:bg-sunken/60 sm:px-6">
          <Network aria-hidden className="size-4.5 shrink-0 self-start text-faint max-sm:hidden sm:mt-0.5" />
          <div className="grid min-w-0 flex-1 grid-cols-[minmax(0,1fr)] gap-0.5 text-sm">
            <p className="flex flex-wrap items-center gap-x-2.5 gap-y-1">
              <Link href={paths.adminApi(api.id)} className="min-w-0 font-medium wrap-anywhere after:absolute after:inset-0">
                {api.name}
              </Link>
              <ApiStatus api={api} />
              {api.is_mcp_server ? <Badge>MCP server</Badge> : null}
              {api.source === "file" ? <Badge>From the file</Badge> : null}
            </p>
            <code className="text-[0.8125rem] wrap-anywhere">{api.url}</code>
            <p className="text-[0.8125rem] text-muted wrap-anywhere">
              To <code>{api.upstream}</code>, which <ApiHealth health={api.health} />. {describeRules(api)}.
            </p>
          </div>
          <CopyButton value={api.url} what={`address of ${api.name}`} className="relative max-sm:hidden" />
        </li>
      ))}
    </ul>
  );
}

function describeRules({ rules, tools }: ProtectedApiView): string {
  const counted = rules.length === 1 ? "1 rule" : `${rules.length} rules`;
  return tools ? `${counted}, ${tools.length === 1 ? "1 tool rule" : `${tools.length} tool rules`}` : counted;
}
