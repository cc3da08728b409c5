import { LeakReport } from "@/lib/contract/leaks";
import { invalid } from "@/lib/errors";
import { reportLeaks } from "@/lib/leaks/report";
import { paths } from "@/lib/paths";
import { answerForm, seeOther, type Form } from "./form";

/** POST /leaks/submit: `secret`, `url`, `note`. What was pasted goes nowhere but into the report: not into the address or a cookie of a form that comes back. */
export function submitLeakReport(request: Request): Promise<Response> {
  return answerForm(request, paths.leaks, async (form) => {
    reportLeaks(form.caller, [readReport(form)]);
    return seeOther(`${paths.leaks}?sent=1`);
  });
}

function readReport(form: Form): LeakReport {
  const [url, note] = [form.field("url").trim(), form.field("note").trim()];
  const report = LeakReport.safeParse({ token: form.field("secret"), ...(url && { url }), ...(note && { note }) });
  if (report.success) return report.data;
  const path = String(report.error.issues[0]?.path[0]);
  throw invalid(path === "token" ? "secret" : path, "is not what was asked for");
}
