package io.jiaxiao.partners.catalogue;

import java.util.List;

/**
 * A partner that is simulated here.
 *
 * @param partner short name, used in every path and parameter
 * @param title what people call it
 * @param endpoints method and path of each address the platform calls
 */
public record Simulated(String partner, String title, List<String> endpoints) {}
