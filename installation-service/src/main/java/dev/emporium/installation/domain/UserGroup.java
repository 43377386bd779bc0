package dev.emporium.installation.domain;

import java.util.Map;
import java.util.UUID;

/**
 * OpenChannel's user group: the company that shares group licences ({@code
 * openchannel.txt:6282-6310}).
 *
 * @param companyId the company that stands for it
 * @param email its contact address, or null
 * @param customData null when none was given
 */
public record UserGroup(
    UUID companyId, String groupId, String email, Map<String, Object> customData) {}
