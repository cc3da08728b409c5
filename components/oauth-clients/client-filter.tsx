import { FilterForm } from "@/components/ui/filter-form";
import { paths } from "@/lib/paths";
import type { ClientFilterValues } from "./read-filter";
import { clientKinds, clientStatuses } from "./words";

export function ClientFilter({ values }: { values: ClientFilterValues }) {
  return (
    <FilterForm
      action={paths.adminClients}
      search={{ name: "search", label: "Search by name, client id or redirect address", placeholder: "Name, client id or redirect address", value: values.search }}
      choices={[
        { name: "kind", label: "Kind", value: values.kind, options: [{ value: "", label: "Any kind" }, ...clientKinds], className: "lg:w-48" },
        { name: "status", label: "Status", value: values.status, options: [{ value: "", label: "Any status" }, ...clientStatuses], className: "lg:w-48" },
      ]}
    />
  );
}
