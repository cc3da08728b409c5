export type Confirmation = {
  /** verified: the address is the account's; registered: the account was made; changed: it has its new address; half_changed: the other address must agree too. */
  outcome: "verified" | "registered" | "changed" | "half_changed";
  email: string;
  username: string;
  /** Where the person wanted to go when they registered. */
  next?: string | undefined;
};
