/** The channel variables by which a dialplan, or an agent's own programme, tells of a contact. */
export const containedVariable = 'SANTRAL_CONTAINED';
export const subjectVariable = 'SANTRAL_SUBJECT';
/** The UserEvent that tells the same, in headers `Contained` and `Subject`, and `Contact` where no channel is its own. */
export const contactUserEvent = 'SantralContact';
