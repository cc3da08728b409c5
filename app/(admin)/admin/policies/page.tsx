import { RolePolicyList } from "@/components/policies/role-policy-list";
import { Card } from "@/components/ui/card";
import { PageHeader } from "@/components/ui/page-header";
import { adminContext, adminTitle } from "@/lib/auth/admin-context";
import { paths } from "@/lib/paths";
import { listRolePolicies } from "@/lib/role-policies/policies";
import { getSecondFactor } from "@/lib/second-factor/state";

export const generateMetadata = adminTitle("Policies");

export default async function PoliciesPage() {
  const ctx = await adminContext(paths.adminPolicies);
  const [policies, own] = await Promise.all([listRolePolicies(ctx), getSecondFactor(ctx)]);
  return (
    <>
      <PageHeader title="Policies" description="What everybody with a role has to have." />
      <Card title="Second factor" description="Who needs one and has none can do nothing but set one up, from their next request on. Their keys and tokens go on working.">
        <RolePolicyList policies={policies.toReversed()} ownRole={own.enabled ? undefined : ctx.principal.user.role} />
      </Card>
    </>
  );
}
