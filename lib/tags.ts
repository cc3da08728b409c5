/** Tags by which a change finds the entries that it touches. */
export const tagOf = {
  credential: (id: string) => `credential:${id}`,
  user: (id: string) => `user:${id}`,
  organization: (id: string) => `organization:${id}`,
  client: (id: string) => `client:${id}`,
  rolePolicy: (role: string) => `role-policy:${role}`,
  scopes: "scopes",
  protectedApis: "protected-apis",
};
