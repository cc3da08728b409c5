export type AuditEntry = {
  /** `noun.past_participle` */
  action: string;
  target: { type: string; id: string; name?: string | undefined };
  organizationId?: string | undefined;
  /** The person whom it concerns, where that is not the actor. */
  subjectUserId?: string | undefined;
  /** Facts worth keeping, never a secret. */
  detail?: Record<string, unknown>;
};

export type Actor = { kind: string; userId?: string; name?: string; credentialId?: string };
