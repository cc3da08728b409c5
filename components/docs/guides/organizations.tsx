import { CodeBlock } from "@/components/ui/code-block";
import { Article, DocTable, Section } from "../article";

/** How a team shares keys and apps, and what it can demand of them. */
export function OrganizationsGuide({ publicUrl }: { publicUrl: string }) {
  return (
    <Article title="Organizations" lead="Keys and apps that a team shares belong to an organization, so that they do not hang on one person. Everybody has a personal one; others are made as they are needed.">
      <Roles />
      <Invitations publicUrl={publicUrl} />
      <Leaving />
      <Policies publicUrl={publicUrl} />
    </Article>
  );
}

function Roles() {
  return (
    <Section id="roles" title="Who may do what">
      <DocTable
        label="Roles in an organization"
        head={["Role", "May"]}
        rows={[
          ["member", "see who belongs to it and what it demands of keys, connect apps to it, leave"],
          ["admin", "also make keys and apps for it, see and revoke those of others (never their secrets), invite and remove people, set policies, read its audit log"],
          ["owner", "also make and remove owners, give it away, delete it"],
        ]}
      />
      <p>There is always an owner: the last one cannot leave, be demoted or removed, also not by two requests at once. To step down, make somebody else owner first, or give it away in one step.</p>
    </Section>
  );
}

function Invitations({ publicUrl }: { publicUrl: string }) {
  return (
    <Section id="invitations" title="Inviting people">
      <CodeBlock
        label="Invite somebody"
        language="bash"
        code={`curl -X POST ${publicUrl}/api/v1/organizations/org_.../invitations \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{"email":"grace@example.com","role":"member"}'`}
      />
      <p>
        The address gets a link that works once, for 7 days. Only the account with that address can accept; whoever has none makes one on the way, and the address counts as confirmed. The answer is the same whether or not the address has an account. An organization sends 100 invitations a day, 5 of them to the same address.
      </p>
    </Section>
  );
}

function Leaving() {
  return (
    <Section id="leaving" title="When somebody leaves">
      <p>
        Keys that they made for the organization are refused from the next request on, on every instance, and so are the apps that they connected to it. With <code className="inline-code">keys_outlive_members</code> keys pass to an owner instead and go on working with the scopes that they had: rotate them, for whoever left may know the secrets. Apps that they registered for it stay; one that acts for itself stops until an owner or admin allows that again.
      </p>
      <p>
        Before somebody is removed the page lists what they made, and asks what becomes of the keys, whatever the organization has set: they pass to its owner, or end. By API: <code className="inline-code">GET …/members/{"{user_id}"}/departure</code>, then <code className="inline-code">DELETE …/members/{"{user_id}"}</code> with <code className="inline-code">{'{"keys":"transfer"}'}</code> or <code className="inline-code">{'{"keys":"revoke"}'}</code>. Administrators who delete an account are asked the same.
      </p>
      <p>
        An organization whose owners are all suspended is shown to administrators under All organizations: they appoint an owner, or delete it. Nobody else’s organization is theirs to open.
      </p>
    </Section>
  );
}

function Policies({ publicUrl }: { publicUrl: string }) {
  return (
    <Section id="policies" title="Policies for keys">
      <CodeBlock
        label="Set policies"
        language="bash"
        code={`curl -X PATCH ${publicUrl}/api/v1/organizations/org_... \\
  -H "Authorization: Bearer $TOKEN" -H "Content-Type: application/json" \\
  -d '{"longest_key_lifetime_seconds":7776000,"key_addresses_required":true,"allowed_key_scopes":["agents:read"]}'`}
      />
      <DocTable
        label="Policies for keys"
        head={["Policy", "New keys", "Keys that exist"]}
        rows={[
          [<code key="scopes">allowed_key_scopes</code>, "400 for a scope beyond", "hold nothing beyond, from their next request on"],
          [<code key="lifetime">longest_key_lifetime_seconds</code>, "400 for a longer lifetime, or none", "go on working, and are shown as outside the policy"],
          [<code key="addresses">key_addresses_required</code>, "400 without allowed_ips", "the same"],
        ]}
      />
      <p>
        A key that does not keep to a policy names what in <code className="inline-code">outside_policy</code>. <code className="inline-code">null</code> lifts a policy. A personal organization may have policies, too.
      </p>
    </Section>
  );
}
