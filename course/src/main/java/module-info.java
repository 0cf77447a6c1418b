/// The hundred days: what the command and the studio share about learning.
module dev.cien.course {
  requires transitive dev.cien.recipes;

  exports dev.cien.course;
  exports dev.cien.course.digit;
  exports dev.cien.course.journal;
  exports dev.cien.course.landscape;
  exports dev.cien.course.losses;
  exports dev.cien.course.playground;
  exports dev.cien.course.small;
  exports dev.cien.course.steps;
}
