/** What is wrong with a form as a whole, or with a field that cannot show it. */
export const FormProblem = ({ text }: { text: string | undefined }) =>
  text ? (
    <p role="alert" className="text-sm text-danger">
      {text}
    </p>
  ) : null
