import { askForwardAuthBelow as ask } from "@/lib/http/forward-auth";

export { ask as GET, ask as POST, ask as PUT, ask as PATCH, ask as DELETE, ask as OPTIONS };
