package dev.cien.studio;

import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/// Every page of the navigation, looked over as a whole.
@Tag("thorough")
class AccessibilityTest extends BrowserTest {
  @Test
  void everyPageCanBeUsed() {
    for (Pages.Page one : new Pages(new Assets()).all()) {
      if (one.path().contains("{")) {
        continue;
      }
      open(one.path());
      // What a page asks the server for arrives a little later than its heading.
      page.waitForTimeout(700);
      isAccessible();
      fitsInto(360);
      isAccessible();
      page.setViewportSize(1280, 800);
    }
  }
}
