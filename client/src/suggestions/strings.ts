/** Strings of assignment and tag suggestions. */
export const suggestionStrings = {
  assignees: 'Suggested assignees',
  assign: 'Assign',
  assignTo: 'Assign to {name}',
  claim: 'Claim',
  you: 'You',
  tags: 'Suggested:',
  tagList: 'Suggested tags',
  addTag: 'Add tag “{tag}”',
}
