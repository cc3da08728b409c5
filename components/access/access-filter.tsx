import { FilterForm } from "@/components/ui/filter-form";
import { credentialKinds } from "@/components/users/credentials/credential-kinds";
import { CredentialKind } from "@/lib/contract/auth";
import { paths } from "@/lib/paths";
import { everybody, states, type AccessFilterValues } from "./read-filter";

type Props = { values: AccessFilterValues; organizations: { id: string; name: string }[]; isAdmin: boolean };

export function AccessFilter({ values, organizations, isAdmin }: Props) {
  const kinds = CredentialKind.options.map((kind) => ({ value: kind, label: credentialKinds[kind].label }));
  const owners = [{ value: "", label: "Mine" }, ...organizations.map(({ id, name }) => ({ value: id, label: name })), ...(isAdmin ? [{ value: everybody, label: "Everybody’s" }] : [])];
  return (
    <FilterForm
      action={paths.access}
      search={{ name: "q", label: "Search by name, secret, address or agent", placeholder: "Name, sk_live_…, address, agent", value: values.q }}
      choices={[
        { name: "kind", label: "Kind", value: values.kind, options: [{ value: "", label: "Any kind" }, ...kinds], className: "lg:w-44" },
        { name: "status", label: "State", value: values.status, options: states, className: "lg:w-36" },
        ...(owners.length > 1 ? [{ name: "of", label: "Whose", value: values.of, options: owners, className: "max-lg:col-span-2 lg:w-44" }] : []),
      ]}
    />
  );
}
