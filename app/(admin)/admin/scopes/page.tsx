import { AddScope } from "@/components/scopes/registry/add-scope";
import { ScopeList } from "@/components/scopes/registry/scope-list";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { paths } from "@/lib/paths";
import { countScopeHolders } from "@/lib/scopes/count-holders";
import { listScopes } from "@/lib/scopes/list";

export const generateMetadata = adminTitle("Scopes");

export default async function ScopesPage() {
  const ctx = await adminContext(paths.adminScopes);
  const holders = await countScopeHolders(ctx);
  const scopes = listScopes(ctx).rows.map((scope) => ({ ...scope, holders: holders.get(scope.name) ?? 0 }));
  const names = scopes.map(({ name }) => name);
  const own = scopes.filter((scope) => !scope.built_in);
  const builtIn = scopes.filter((scope) => scope.built_in);
  return (
    <>
      <PageHeader title="Scopes" description="What keys and apps can be given, and what your API can ask for. Nobody holds more than their role may, whatever a key says." actions={<AddScope />} />
      <div className="grid gap-6">
        <Card title="Your own" description="Scopes of your API.">
          <div className="mt-4 border-t border-line">
            {own.length > 0 ? <ScopeList scopes={own} all={names} /> : <p className="px-5 py-4 text-sm text-muted sm:px-6">None yet. Add one for each thing that your API lets some do and others not: maps:read, maps:write.</p>}
          </div>
        </Card>
        <Card title="Built in" description="They come with the product and stay. Their words can be changed, who may hold them cannot.">
          <div className="mt-4 border-t border-line">
            <ScopeList scopes={builtIn} all={names} />
          </div>
        </Card>
      </div>
    </>
  );
}
