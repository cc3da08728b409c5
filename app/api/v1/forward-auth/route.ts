import { askForwardAuth as ask } from "@/lib/http/forward-auth";

/** Proxies ask with the method of the request that they hold: each is answered alike. */
export { ask as GET, ask as POST, ask as PUT, ask as PATCH, ask as DELETE, ask as OPTIONS };
