/** Long enough, and on no list. */
export const goodPassword = "a lantern beside the well";
