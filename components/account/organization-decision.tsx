import { Field } from "@/components/ui/field";
import { Select } from "@/components/ui/input";

export type OpenOrganization = { id: string; name: string; members: { id: string; username: string }[] };

/** The value of "delete it"; anything else is the member who gets it. */
export const deleteIt = "delete";

/** One organization, and who is to have it. Nothing is chosen beforehand. */
export function OrganizationDecision({ organization: { name, members }, value, onChange }: { organization: OpenOrganization; value: string; onChange: (value: string) => void }) {
  return (
    <Field label={`What becomes of ${name}?`}>
      {(control) => (
        <Select {...control} value={value} onChange={(event) => onChange(event.target.value)}>
          <option value="" disabled>
            Choose…
          </option>
          {members.map(({ id, username }) => (
            <option key={id} value={id}>
              {username} becomes its owner
            </option>
          ))}
          <option value={deleteIt}>It is deleted, with its keys and apps</option>
        </Select>
      )}
    </Field>
  );
}
