import { Card, CardBody } from "@/components/ui/card";
import type { OrganizationView } from "@/lib/contract/organizations";
import { describePolicy } from "./describe-policy";

/** The policies, read-only. */
export function PolicyFacts({ organization }: { organization: OrganizationView }) {
  const policies = [...describePolicy(organization), organization.keys_outlive_members ? "Keys pass to an owner when the member who made them leaves." : "Keys end when the member who made them leaves."];
  return (
    <Card title="Policies for keys" description="Owners and admins set them.">
      <CardBody>
        <ul className="grid list-disc gap-1 pl-5 text-sm">
          {policies.map((policy) => (
            <li key={policy}>{policy}</li>
          ))}
        </ul>
      </CardBody>
    </Card>
  );
}
