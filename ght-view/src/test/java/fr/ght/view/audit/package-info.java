@NullMarked
package fr.ght.view.audit;

import org.jspecify.annotations.NullMarked;
