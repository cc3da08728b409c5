import { ApiActions } from "@/components/protected-apis/api-actions";
import { ApiStatus } from "@/components/protected-apis/api-health";
import { DeclaredRules } from "@/components/protected-apis/declared-rules";
import { EditProtectedApiForm } from "@/components/protected-apis/edit-form";
import { RuleTester } from "@/components/protected-apis/tester/rule-tester";
import { TryItCard } from "@/components/protected-apis/trial/try-it-card";
import { UpstreamCard } from "@/components/protected-apis/upstream-card";
import { BackLink } from "@/components/ui/back-link";
import { CopyButton } from "@/components/ui/copy-button";
import { Notice } from "@/components/ui/notice";
import { PageHeader } from "@/components/ui/page-header";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { orNotFound } from "@/lib/auth/or-not-found";
import { config } from "@/lib/env/config";
import { getProtectedApi } from "@/lib/gateway/find";
import { toProtectedApiView } from "@/lib/gateway/view";
import { paths } from "@/lib/paths";
import { listScopes } from "@/lib/scopes/list";

export const generateMetadata = adminTitle("Protected API");

export default async function ProtectedApiPage({ params }: { params: Promise<{ id: string }> }) {
  const { id } = await params;
  const ctx = await adminContext(paths.adminApi(id));
  const api = toProtectedApiView(await orNotFound(getProtectedApi(ctx, id)));
  const scopes = listScopes(ctx).rows.map(({ name, description }) => ({ name, description }));
  const isOurs = api.source === "page";
  return (
    <div className="mx-auto max-w-4xl">
      <PageHeader title={api.name} description={<code className="text-sm wrap-anywhere">{api.url}</code>} actions={<HeaderActions api={api} />}>
        <BackLink href={paths.adminApis}>Protected APIs</BackLink>
      </PageHeader>
      <div className="grid grid-cols-[minmax(0,1fr)] gap-6">
        {isOurs ? null : (
          <Notice title="Declared in a file">
            It is read here, and changed in <code className="inline-code">{config().protectedApisFile ?? "the file that PROTECTED_APIS_FILE names"}</code>.
          </Notice>
        )}
        {api.is_enabled ? <TryItCard api={api} /> : <Notice tone="warn" title="Switched off">Its prefix answers 404.</Notice>}
        <UpstreamCard api={api} />
        {isOurs ? (
          <EditProtectedApiForm api={api} scopes={scopes} host={config().publicUrl} />
        ) : (
          <>
            <DeclaredRules api={api} />
            <RuleTester rules={api.rules} tools={api.tools} prefix={api.prefix} />
          </>
        )}
        {isOurs ? <ApiActions api={api} /> : null}
      </div>
    </div>
  );
}

function HeaderActions({ api }: { api: ReturnType<typeof toProtectedApiView> }) {
  return (
    <div className="flex items-center gap-3">
      <ApiStatus api={api} />
      <CopyButton value={api.url} label="Copy address" />
    </div>
  );
}
