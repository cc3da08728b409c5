import { Card } from "@/components/ui/card";
import type { ProtectedApiView } from "@/lib/contract/protected-apis";
import { describeMethods, describeTool, describeWho } from "./rules/describe-rule";

/** The rules of an API that is declared in the file: to be read here, and changed there. */
export function DeclaredRules({ api: { rules, tools, is_mcp_server: isMcp } }: { api: ProtectedApiView }) {
  return (
    <Card title="Rules" description="As the file declares them. The most specific one decides; what none allows is refused.">
      <ol className="mt-4 divide-y divide-line border-t border-line text-sm">
        {rules.map((rule, index) => (
          <Line key={index} what={rule.path} note={describeMethods(rule.methods)} who={describeWho(rule, isMcp)} />
        ))}
        {(tools ?? []).map((tool) => (
          <Line key={tool.name} what={tool.name} note="tool" who={describeTool(tool)} />
        ))}
      </ol>
    </Card>
  );
}

function Line({ what, note, who }: { what: string; note: string; who: string }) {
  return (
    <li className="grid gap-x-6 gap-y-0.5 px-5 py-3 sm:grid-cols-[minmax(0,1fr)_minmax(0,1fr)] sm:px-6">
      <p className="wrap-anywhere">
        <code className="text-[0.8125rem] font-medium">{what}</code> <span className="text-[0.8125rem] text-faint">{note}</span>
      </p>
      <p className="text-muted wrap-anywhere">{who}</p>
    </li>
  );
}
