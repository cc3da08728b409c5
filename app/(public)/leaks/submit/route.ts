import { submitLeakReport } from "@/lib/http/forms/leak-report";

export const POST = submitLeakReport;
