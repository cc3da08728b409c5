import { FilterForm, type FilterChoice } from "@/components/ui/filter-form";
import { paths } from "@/lib/paths";
import { roleChoices } from "../roles";
import { states, type UserFilterValues } from "./read-filter";

export function UserFilter({ values, groups }: { values: UserFilterValues; groups: string[] }) {
  return (
    <FilterForm
      action={paths.adminUsers}
      search={{ name: "search", label: "Search by name, address or id", placeholder: "Name, address or id", value: values.search }}
      choices={[
        { name: "role", label: "Role", value: values.role, options: [{ value: "", label: "Any role" }, ...roleChoices], className: "lg:w-36" },
        { name: "state", label: "State", value: values.state, options: states, className: "lg:w-44" },
        ...(groups.length > 0 || values.group ? [groupChoice(values.group ?? "", groups)] : []),
      ]}
    />
  );
}

/** The chosen group stays a choice when nobody is in it any longer. */
function groupChoice(group: string, groups: string[]): FilterChoice {
  const offered = group === "" || groups.includes(group) ? groups : [group, ...groups];
  return { name: "group", label: "Group", value: group, options: [{ value: "", label: "Any group" }, ...offered.map((name) => ({ value: name, label: name }))], className: "max-lg:col-span-2 lg:w-40" };
}
