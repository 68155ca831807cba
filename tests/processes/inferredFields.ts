// Fields that the table of facts lacks and a rule of it needs: each is said to be inferred in its diagram's documentation.

/** By task. */
export const inferredFields: { [task: string]: string[] } = {
  p03_classify: ['ssf_due_date'],
  p20_manage_redress: ['redress_requested_by'],
  i03_initial_validation: ['is_critical'],
  // The plan has several activities; the table lists the fields of one.
  t37_design_strategy: ['plan_more'],
  r10_design_strategy: ['plan_more'],
};

/** Asked for together with another field, by one rule that stands at that one. */
export const askedWith: { [field: string]: string } = { contact_phone: 'contact_email' };
