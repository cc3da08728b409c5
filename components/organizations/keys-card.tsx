import Link from "next/link";
import { KeyTable } from "@/components/api-keys/key-table";
import { Button } from "@/components/ui/button";
import { Card, CardBody } from "@/components/ui/card";
import { Notice } from "@/components/ui/notice";
import type { ApiKeyView } from "@/lib/contract/api-keys";
import { paths } from "@/lib/paths";
import { describeBreaches } from "./policy/describe-policy";

type KeysCardProps = { id: string; name: string; keys: ApiKeyView[]; hasMore: boolean; isManager: boolean; mayCreate: boolean };

/** The keys that belong to it: all of them for owners and admins, one's own for a member. Those outside its policy are named first. */
export function KeysCard({ id, name, keys, hasMore, isManager, mayCreate }: KeysCardProps) {
  const outside = keys.filter((key) => key.outside_policy);
  const action = mayCreate ? (
    <Button asChild size="sm">
      <Link href={`${paths.newApiKey}?organization=${encodeURIComponent(id)}`}>Create key</Link>
    </Button>
  ) : undefined;
  return (
    <Card title="Keys" description={isManager ? `Every key of ${name}, whoever made it. You can pause or revoke each.` : "Keys that you have made here. Owners and admins see them, too."} actions={action}>
      {outside.length > 0 ? (
        <div className="px-5 pt-4 sm:px-6">
          <Notice tone="warn" title={outside.length === 1 ? "One key is outside the policies" : `${outside.length} keys are outside the policies`}>
            <ul className="grid gap-0.5">
              {outside.map((key) => (
                <li key={key.id}>
                  <Link href={paths.apiKey(key.id)} className="link">
                    {key.name}
                  </Link>{" "}
                  {describeBreaches(key.outside_policy!)}
                </li>
              ))}
            </ul>
          </Notice>
        </div>
      ) : null}
      {keys.length > 0 ? (
        <div className="mt-4 border-t border-line">
          <KeyTable keys={keys} />
        </div>
      ) : (
        <CardBody className="text-sm text-muted">{isManager ? "No keys yet." : "None of yours. Owners and admins make the keys here."}</CardBody>
      )}
      {hasMore ? <p className="border-t border-line px-5 py-3 text-sm text-muted sm:px-6">There are more: choose {name} in the header and open API Keys.</p> : null}
    </Card>
  );
}
