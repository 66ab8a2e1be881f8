package org.veilor.mesh.truth;

import java.util.List;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * A form that a text must have.
 *
 * @param pattern found in the text, or not; Java and JSON schema read it alike
 * @param sentence what to say if it is not
 */
record Form(Pattern pattern, String sentence) {
  static Form of(String pattern, String sentence) {
    return new Form(Pattern.compile(pattern), sentence);
  }

  private boolean fits(String text) {
    return pattern.matcher(text).find();
  }

  /** What to say of the first form that the text has not; empty if it has them all. */
  static Optional<String> wrong(String text, List<Form> forms) {
    return forms.stream().filter(form -> !form.fits(text)).map(Form::sentence).findFirst();
  }
}
