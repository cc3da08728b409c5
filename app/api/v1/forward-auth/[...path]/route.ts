import { askedInPath } from "@/lib/http/asked-in-path";
import { GET as ask } from "../route";

export const GET = askedInPath(ask);
export { GET as POST, GET as PUT, GET as PATCH, GET as DELETE, GET as OPTIONS };
