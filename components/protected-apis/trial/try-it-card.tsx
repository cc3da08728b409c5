import Link from "next/link";
import { Card, CardBody } from "@/components/ui/card";
import { CodeBlock } from "@/components/ui/code-block";
import type { ProtectedApiView } from "@/lib/contract/protected-apis";
import { paths } from "@/lib/paths";
import { trialLines } from "./try-it";

/** Lines to paste into a terminal, with this very address. */
export function TryItCard({ api }: { api: ProtectedApiView }) {
  return (
    <Card title="Try it" description={api.is_mcp_server ? "MCP clients need the address alone: they find this server’s authorization by themselves." : "Lines for a terminal, with this address."}>
      <CardBody className="grid gap-3">
        <CodeBlock label="Terminal" language="bash" code={trialLines(api)} />
        <p className="text-sm text-muted">
          {api.is_mcp_server ? null : (
            <>
              <Link href={paths.newApiKey} className="link">
                Create a key
              </Link>{" "}
              for it.{" "}
            </>
          )}
          Each call is in the{" "}
          <Link href={paths.requests} className="link">
            request log
          </Link>
          , refused ones with their reason.
        </p>
      </CardBody>
    </Card>
  );
}
