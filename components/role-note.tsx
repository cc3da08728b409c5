import { Notice } from "@/components/ui/notice";
import type { Role } from "@/lib/contract/scopes";

/** Instead of a form that could only be refused. `what` completes "Your role does not let you ...". */
export function RoleNote({ role, what }: { role: Role; what: string }) {
  return (
    <Notice title={`Your role does not let you ${what}`}>
      You are a {role} here. An administrator can give you another role; it acts at once, without a new sign-in.
    </Notice>
  );
}
