/** Which organization somebody is busy with. A convenience: it narrows lists and fills in forms, and decides about nothing. */
export const organizationCookie = "keyhouse.organization";
